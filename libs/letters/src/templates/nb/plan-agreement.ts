/** A plan in writing, with every day and amount: inkassoloven 2026 § 16, lag (1981:739) 3 §. */
export const planAgreement = `--- subject
Avtalen din om nedbetaling, sak {{ case }}
--- letter
{% include 'nb/hello' %}

Takk for at du tok kontakt. Dette er avtalen vi har laget sammen om kravet fra {{ creditor }}: {{ plan.count }} avdrag, det første {{ plan.first }}. {{ say.planInterestRunning }} {{ say.planInterestForecast }}{{ say.planInterestWaived }} Så lenge du følger avtalen, skjer det ikke noe mer i saken.

[[instalments]]

# Slik betaler du det første avdraget

[[summary]]

Bruk samme konto og referanse for hvert avdrag.

[[amounts]]

# Hvis noe endrer seg

{{ say.ifLate }}

{% include 'nb/help' %}

{% include 'nb/bye' %}
--- sms
Hei! Avtalen din om nedbetaling er klar, sak {{ case }}. Vi har sendt den til deg. Endrer noe seg, så ring oss på {{ telephone }} ({{ hours }}), og vi finner en ny løsning. Hilsen {{ collector }}
`;
