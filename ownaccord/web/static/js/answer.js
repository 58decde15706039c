// The answer to a form that needs another look would stay in the browser's history with everything that was typed.
// Not a module: it runs before anything is drawn, because the browser may write its history down at any moment.
window.history.replaceState(null, "", window.location.href);
