// @ts-check
// The page's own button prints it; without a script the browser's menu does.

const button = /** @type {HTMLButtonElement} */ (document.getElementById('print'));
button.hidden = false;
button.addEventListener('click', () => window.print());
