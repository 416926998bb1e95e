// Files dropped on the page or chosen: sent one after the other, each with its progress and what became of it.
export function dropping() {
  const place = document.querySelector('[data-drop]');
  if (!place) return;
  const form = place.closest('form');
  const list = document.querySelector('[data-dropped]');
  const token = form.querySelector('input[name=__RequestVerificationToken]').value;
  const queue = [];
  let busy = false;

  const take = (files) => {
    for (const file of files) {
      const line = list.appendChild(document.createElement('li'));
      const name = line.appendChild(document.createElement('bdi'));
      name.dir = 'auto';
      name.textContent = file.name;
      const progress = line.appendChild(document.createElement('progress'));
      progress.max = 1;
      progress.value = 0;
      progress.setAttribute('aria-label', file.name);
      const said = line.appendChild(document.createElement('span'));
      said.textContent = place.dataset.waiting;
      queue.push({ file, progress, said, line });
    }
    next();
  };

  const next = () => {
    const item = queue.shift();
    if (busy || !item) return busy && item ? queue.unshift(item) : undefined;
    busy = true;
    const request = new XMLHttpRequest();
    request.open('POST', `${place.dataset.drop}?name=${encodeURIComponent(item.file.name)}`);
    request.setRequestHeader('X-Form-Token', token);
    request.responseType = 'json';
    item.said.textContent = place.dataset.sending;
    request.upload.onprogress = (event) => { if (event.lengthComputable) item.progress.value = event.loaded / event.total; };
    request.onloadend = () => {
      busy = false;
      item.progress.remove();
      if (request.status === 200 && request.response?.documentId) {
        item.line.className = 'done';
        item.said.textContent = '';
        const link = item.said.appendChild(document.createElement('a'));
        link.href = `/files/${request.response.documentId}`;
        link.textContent = place.dataset.done;
      } else {
        item.line.className = 'trouble';
        item.said.textContent = request.response?.trouble ?? place.dataset.failed;
      }
      next();
    };
    request.send(item.file);
  };

  form.addEventListener('submit', (event) => {
    if (event.submitter?.hasAttribute('formaction')) return;
    event.preventDefault();
    take(place.files);
    place.value = '';
  });
  const area = place.closest('.drop');
  for (const kind of ['dragenter', 'dragover']) area.addEventListener(kind, (event) => { event.preventDefault(); area.classList.add('over'); });
  for (const kind of ['dragleave', 'drop']) area.addEventListener(kind, () => area.classList.remove('over'));
  area.addEventListener('drop', (event) => { event.preventDefault(); take(event.dataTransfer.files); });
}
