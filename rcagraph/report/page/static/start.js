// The page begins to answer.

document.documentElement.classList.add("scripted");
addEventListener("hashchange", showPart);
addEventListener("beforeprint", showAll);
addEventListener("afterprint", showPart);
showPart();
document.documentElement.dataset.ready = Math.round(performance.now());
