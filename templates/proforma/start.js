const data = document.body.dataset;
const page = {
  beacon: data.beacon === "on",
  answers: data.answers,
  whatsapp: data.whatsapp,
  advisor: data.advisor,
  zone: data.zone,
  visit: visitId(),
};

if (page.beacon && !isPreviewer(navigator.userAgent)) countOpen(data.opens, page.visit);
markExpired(document.body);
takeAnswers(page);
if (typeof BigInt === "function") document.querySelectorAll(".simulator").forEach(simulate);
document.querySelectorAll("[data-without-script]").forEach((element) => { element.hidden = true; });
document.querySelectorAll("[data-with-script]").forEach((element) => {
  element.hidden = element.classList.contains("simulator") && typeof BigInt !== "function";
});
