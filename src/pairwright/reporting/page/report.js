report(JSON.parse(document.getElementById("data").textContent)).then(() => { document.documentElement.dataset.ready = "yes"; });
// What is folded up is read on paper too.
addEventListener("beforeprint", () => document.querySelectorAll("details.row").forEach((each) => { each.open = true; }));
