// P3: other down payments and terms, with the server's own arithmetic.

function simulate(details) {
  const input = (name) => details.querySelector(`[data-in="${name}"]`);
  const output = (name) => details.querySelector(`[data-out="${name}"]`);
  const total = Number(details.dataset.total);
  const rate = Number(details.dataset.rate);
  const longest = Number(input("term").max);

  function plan() {
    const down = centsOf(input("down").value);
    const term = Number(input("term").value);
    if (down === null) return { fault: "Escriba la entrada en dólares, por ejemplo 800 u 800,50." };
    if (down >= total) return { fault: `La entrada debe ser menor que ${moneyText(total)}.` };
    if (!Number.isInteger(term) || term < 1 || term > longest) return { fault: `El plazo va de 1 a ${longest} meses.` };
    const loan = frenchInstalments(total - down, rate, term);
    return loan ? { down, loan } : { fault: "El monto financiado es muy bajo para ese plazo." };
  }

  function show() {
    const { fault, down, loan } = plan();
    output("fault").textContent = fault || "";
    output("figures").hidden = Boolean(fault);
    if (fault) return;
    output("instalment").textContent = moneyText(loan.instalment);
    output("last").textContent = moneyText(loan.last);
    output("financed").textContent = moneyText(total - down);
    output("paid").textContent = moneyText(down + loan.total);
  }

  input("down").addEventListener("input", () => {
    const down = centsOf(input("down").value);
    if (down !== null) input("down-range").value = String(down);
    show();
  });
  input("down-range").addEventListener("input", () => {
    input("down").value = moneyText(Number(input("down-range").value)).slice(1);
    show();
  });
  input("term").addEventListener("input", () => {
    input("term-range").value = input("term").value;
    show();
  });
  input("term-range").addEventListener("input", () => {
    input("term").value = input("term-range").value;
    show();
  });
}
