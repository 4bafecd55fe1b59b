// P2: the customer answers: interested, call me, test drive. WhatsApp is always the other way.

const FIRST_HOUR = 9 * 60;
const LAST_HOUR = 17 * 60 + 30;
const STEP = 30;
const DAYS_AHEAD = 7;

const THANKS = {
  INTERESTED: "¡Gracias! Ya le avisamos a",
  CALL_ME: "¡Listo! Le llamará",
  TEST_DRIVE: "¡Listo! Le confirmará su test drive",
};

function addOption(select, value, text) {
  const option = document.createElement("option");
  option.value = value;
  option.textContent = text;
  select.append(option);
}

/** Days from today on, without Sundays; today only while there is an hour left. */
function daysToChoose(now, zone) {
  const today = localClock(now, zone);
  const named = new Intl.DateTimeFormat("es-EC", { timeZone: "UTC", weekday: "long", day: "numeric", month: "short" });
  const days = [];
  for (let ahead = 0; days.length < DAYS_AHEAD; ahead += 1) {
    const noon = new Date(Date.parse(`${today.day}T12:00:00Z`) + ahead * 86400000);
    const isOver = ahead === 0 && today.minutes + STEP > LAST_HOUR;
    if (noon.getUTCDay() !== 0 && !isOver) {
      const name = ahead === 0 ? "Hoy" : ahead === 1 ? "Mañana" : named.format(noon);
      days.push({ day: noon.toISOString().slice(0, 10), text: name.charAt(0).toUpperCase() + name.slice(1) });
    }
  }
  return days;
}

function fillHours(select, day, now, zone) {
  const today = localClock(now, zone);
  const earliest = day === today.day ? today.minutes + STEP : 0;
  select.replaceChildren();
  for (let minutes = FIRST_HOUR; minutes <= LAST_HOUR; minutes += STEP) {
    if (minutes >= earliest) addOption(select, hourText(minutes), hourText(minutes));
  }
}

function offerTimes(form, zone) {
  const day = form.querySelector("[data-in=day]");
  const hour = form.querySelector("[data-in=hour]");
  daysToChoose(new Date(), zone).forEach((choice) => addOption(day, choice.day, choice.text));
  const refill = () => fillHours(hour, day.value, new Date(), zone);
  day.addEventListener("change", refill);
  refill();
  return () => {
    const instant = new Date(`${day.value}T${hour.value}:00Z`);
    return `${day.value}T${hour.value}:00${utcOffset(instant, zone)}`;
  };
}

function thank(reply, kind, advisor) {
  reply.className = "reply good";
  reply.textContent = `${THANKS[kind]} ${advisor}.`;
}

function apologise(reply, whatsapp) {
  const link = document.createElement("a");
  link.href = whatsapp;
  link.rel = "noopener";
  link.textContent = "Escríbanos por WhatsApp";
  reply.className = "reply bad";
  reply.replaceChildren("No pudimos enviar su respuesta. ", link, " y le atendemos enseguida.");
}

async function answer(page, trigger, reply, body) {
  if (!page.beacon) {
    reply.textContent = "Vista del asesor: las respuestas no se envían.";
    return;
  }
  trigger.disabled = true;
  reply.textContent = "Enviando…";
  try {
    const response = await post(page.answers, { ...body, visit_id: page.visit });
    if (!response.ok) throw new Error(String(response.status));
    thank(reply, body.kind, page.advisor);
  } catch (failed) {
    trigger.disabled = false;
    apologise(reply, page.whatsapp);
  }
}

function takeAnswers(page) {
  document.querySelectorAll("button[data-answer]").forEach((button) => {
    const option = button.closest("[data-option]");
    const reply = option.querySelector(".reply");
    button.addEventListener("click", () => {
      answer(page, button, reply, { kind: button.dataset.answer, option_id: option.dataset.option });
    });
  });
  document.querySelectorAll("form[data-answer]").forEach((form) => {
    const chosenTime = offerTimes(form, page.zone);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const body = { kind: form.dataset.answer, at: chosenTime() };
      answer(page, form.querySelector("button"), form.querySelector(".reply"), body);
    });
  });
}
