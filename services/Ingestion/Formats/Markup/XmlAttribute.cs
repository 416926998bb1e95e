namespace NewsPlatform.Ingestion.Formats.Markup;

/// <summary>An attribute of an XML element; the namespace is empty for one without a prefix.</summary>
internal readonly record struct XmlAttribute(string Name, string Namespace, string Value);
