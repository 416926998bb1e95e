using NewsPlatform.TestSupport;

namespace NewsPlatform.Deploy.Tests;

/// <summary>deploy/kubernetes fits together, and fits the code.</summary>
public sealed class Kubernetes
{
    private const int LongestStop = 25;

    private static readonly Kustomization Base = Kustomization.Read("base");

    private static readonly List<(string Name, Yaml Deployment)> Deployments = [.. Base.Of("Deployment").Select(one => (one.At("metadata", "name").Text, one))];

    [Theory]
    [InlineData("base")]
    [InlineData("replica-set")]
    [InlineData("small")]
    [InlineData("large")]
    public void Every_file_that_is_named_is_there_and_every_patch_has_something_to_patch(string folder)
    {
        var kustomization = Kustomization.Read(folder);
        var objects = kustomization.Resources.Select(one => (one.At("kind").Text, one.At("metadata", "name").Text)).ToList();

        Assert.All(objects, one => Assert.NotEqual(("", ""), one));
        Assert.All(kustomization.Patches, patch => Assert.Contains((
            patch.Target.At("kind").Text,
            patch.Target.At("metadata", "name") is { IsThere: true } name ? name.Text : patch.Target.At("name").Text), objects));
    }

    [Fact]
    public void Every_service_has_a_deployment_and_a_budget_for_disruptions()
    {
        Assert.Equal(Code.Services.Select(service => service.ToLowerInvariant()), Deployments.Select(one => one.Name).Order(StringComparer.Ordinal));
        var budgets = Base.Of("PodDisruptionBudget").Select(one => one.At("metadata", "name").Text).ToList();
        Assert.All(Deployments, one => Assert.Contains(one.Name, budgets));
    }

    [Fact]
    public void Selectors_choose_what_they_are_meant_to()
    {
        foreach (var (name, deployment) in Deployments)
        {
            var labels = Labels(deployment.At("spec", "template", "metadata", "labels"));
            Assert.Superset(Labels(deployment.At("spec", "selector", "matchLabels")).ToHashSet(), labels.ToHashSet());
        }

        // Services, budgets and network policies choose pods that exist here; the operators' pods carry their own labels.
        var pods = Deployments.ConvertAll(one => Labels(one.Deployment.At("spec", "template", "metadata", "labels")))
            .Append([("app.kubernetes.io/name", "broker")]).Append([("app", "store-svc")]).ToList();
        var selectors = Base.Of("Service").Select(one => Labels(one.At("spec", "selector")))
            .Concat(Base.Of("PodDisruptionBudget").Select(one => Labels(one.At("spec", "selector", "matchLabels"))))
            .Concat(Base.Of("NetworkPolicy").Select(one => Labels(one.At("spec", "podSelector", "matchLabels"))));
        Assert.All(selectors, selector => Assert.Contains(pods, pod => selector.ToHashSet().IsSubsetOf(pod)));
    }

    [Fact]
    public void Every_variable_is_a_setting_that_the_service_knows()
    {
        var unknown =
            from one in Deployments
            from container in one.Deployment.At("spec", "template", "spec", "containers").Items
            from variable in container.At("env").Items
            let name = variable.At("name").Text
            where !Code.Knows(Code.Services.Single(service => string.Equals(service, one.Name, StringComparison.OrdinalIgnoreCase)), name)
            select $"{one.Name}: {name}";

        Assert.Empty(unknown);
    }

    [Fact]
    public void Probes_ask_a_port_that_is_open_and_a_path_that_is_mapped()
    {
        var mapped = File.ReadAllText(RepositoryRoot.File("shared", "ServiceDefaults", "ServiceHosting.cs"));
        foreach (var container in Deployments.SelectMany(one => one.Deployment.At("spec", "template", "spec", "containers").Items))
        {
            var ports = container.At("ports").Items.Select(port => port.At("name").Text).ToList();
            foreach (var probe in new[] { "startupProbe", "livenessProbe", "readinessProbe" })
            {
                Assert.Contains(container.At(probe, "httpGet", "port").Text, ports);
                Assert.Contains($"\"{container.At(probe, "httpGet", "path").Text}\"", mapped, StringComparison.Ordinal);
            }
        }

        Assert.All(Base.Of("Service").SelectMany(one => one.At("spec", "ports").Items), port => Assert.Equal("http", port.At("targetPort").Text));
    }

    [Fact]
    public void Pods_keep_to_the_restricted_standard_and_are_given_time_to_stop()
    {
        Assert.Equal("restricted", Base.Of("Namespace").Single().At("metadata", "labels", "pod-security.kubernetes.io/enforce").Text);
        foreach (var (name, deployment) in Deployments)
        {
            var pod = deployment.At("spec", "template", "spec");
            Assert.True(int.Parse(pod.At("terminationGracePeriodSeconds").Text, null) > LongestStop, name);
            Assert.Equal(("true", "RuntimeDefault"), (pod.At("securityContext", "runAsNonRoot").Text, pod.At("securityContext", "seccompProfile", "type").Text));
            foreach (var container in pod.At("containers").Items)
            {
                var security = container.At("securityContext");
                Assert.Equal(("false", "true"), (security.At("allowPrivilegeEscalation").Text, security.At("readOnlyRootFilesystem").Text));
                Assert.Equal("ALL", Assert.Single(security.At("capabilities", "drop").Items).Text);
                Assert.True(container.At("resources", "limits", "memory").IsThere && container.At("resources", "requests", "cpu").IsThere, name);
            }
        }
    }

    [Fact]
    public void Nobody_speaks_to_anybody_unless_a_policy_says_so()
    {
        var deny = Base.Of("NetworkPolicy").Single(one => one.At("metadata", "name").Text == "default-deny");

        Assert.Empty(deny.At("spec", "podSelector").Members);
        Assert.Equal(["Egress", "Ingress"], deny.At("spec", "policyTypes").Items.Select(type => type.Text).Order(StringComparer.Ordinal));
        Assert.False(deny.At("spec", "ingress").IsThere || deny.At("spec", "egress").IsThere);
    }

    [Fact]
    public void What_scales_exists_and_its_queues_are_its_own()
    {
        var scaled = Base.Of("ScaledObject").ToList();

        Assert.NotEmpty(scaled);
        Assert.All(scaled, one => Assert.Contains(one.At("spec", "scaleTargetRef", "name").Text, Deployments.Select(deployment => deployment.Name)));
        foreach (var one in scaled)
        {
            var queues = one.At("spec", "triggers").Items.SelectMany(trigger => PromQl.QueuesOf(trigger.At("metadata", "query").Text)).ToList();
            Assert.All(queues, queue => Assert.StartsWith(one.At("metadata", "name").Text + "-", queue, StringComparison.Ordinal));
            Assert.All(queues, queue => Assert.Contains(queue, Code.Queues));
        }
    }

    private static List<(string, string)> Labels(Yaml labels) => [.. labels.Members.Select(label => (label.Key, label.Value.Text))];
}
