// The plain board reloads itself. A classic script for browsers too old for the
// modules: where no module has drawn the board within 15 s, the server draws it.

setTimeout(function () {
	if (!document.documentElement.hasAttribute('data-drawn')) location.reload();
}, 15000);
