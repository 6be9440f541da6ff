// @ts-check
// What the server put into the page.

const data = document.getElementById('rules-data');

/** @type {any} */
export const page = JSON.parse((data && data.textContent) || '{}');
