/** Amorteringsplan in writing, with every day and amount: lag (1981:739) 3 §, inkassoloven 2026 § 16. */
export const planAgreement = `--- subject
Ditt avtal om avbetalning, ärende {{ case }}
--- letter
{% include 'sv/hello' %}

Tack för att du hörde av dig. Det här är planen som vi har gjort tillsammans för kravet från {{ creditor }}: {{ plan.count }} delbetalningar, den första {{ plan.first }}. {{ say.planInterestRunning }} {{ say.planInterestForecast }}{{ say.planInterestWaived }} Så länge du följer planen händer inget mer i ärendet.

[[instalments]]

# Så betalar du den första delbetalningen

[[summary]]

Använd samma konto och referens för varje delbetalning.

[[amounts]]

# Om något ändras

{{ say.ifLate }}

{% include 'sv/help' %}

{% include 'sv/bye' %}
--- sms
Hej! Ditt avtal om avbetalning är klart, ärende {{ case }}. Vi har skickat det till dig. Om något ändras, ring oss på {{ telephone }} ({{ hours }}), så hittar vi en ny lösning. Hälsningar {{ collector }}
`;
