// Shows that the search is running and puts the answer in place; without it, the browser sends the form itself.

const progress = document.getElementById('progress');
/** Path of the page that is shown. */
let shown = location.pathname;

/** @param {string} message */
function say(message) {
  progress.textContent = message;
}

/** @param {boolean} isBusy */
function setBusy(isBusy) {
  document.body.classList.toggle('busy', isBusy);
  document.getElementById('main').setAttribute('aria-busy', String(isBusy));
}

/** Puts the main part of another page of ours in the place of this one's. */
async function showPage(response) {
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const main = page.getElementById('main');
  // Not a page of ours: whatever stands between us said it. The address is opened for the resident to see.
  if (!main) {
    location.assign(response.url);
    return;
  }
  document.getElementById('main').replaceWith(main);
  document.title = page.title;
  if (response.redirected) {
    history.pushState(null, '', response.url);
    shown = location.pathname;
  }
  const start = main.querySelector('.error-summary, h1');
  start.setAttribute('tabindex', '-1');
  start.focus({ preventScroll: true });
  scrollTo(0, 0);
}

async function ask(form, submitter) {
  const fields = new URLSearchParams(new FormData(form));
  // A button that asks a question carries it.
  if (submitter?.name) fields.set(submitter.name, submitter.value);
  setBusy(true);
  say(progress.dataset.searching);
  try {
    await showPage(await fetch(form.action, { method: 'POST', body: fields }));
    say('');
  } catch {
    say(progress.dataset.offline);
  } finally {
    setBusy(false);
  }
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (!form.matches('[data-ask]')) return;
  event.preventDefault();
  // A second press while the first is running would ask twice.
  if (!document.body.classList.contains('busy')) ask(form, event.submitter);
});

// Browsers also say this of a link to another place of the same page.
addEventListener('popstate', () => {
  if (location.pathname !== shown) location.reload();
});
