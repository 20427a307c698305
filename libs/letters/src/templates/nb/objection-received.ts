/** The objection has arrived and everything waits: inkassoloven 2026 § 17. */
export const objectionReceived = `--- subject
Vi har fått innsigelsen din, sak {{ case }}
--- letter
{% include 'nb/hello' %}

Takk for at du sa fra. {{ objection.received }} fikk vi dette fra deg om kravet fra {{ creditor }}:

- {{ objection.about }}

{{ say.paused }} {{ say.answerBy }}

Har du mer som kan hjelpe oss å forstå saken, som bilder, kvitteringer eller e-poster, så send det gjerne.

{% include 'nb/bye' %}
--- sms
Hei! Vi har fått innsigelsen din i sak {{ case }}. Saken står stille mens vi undersøker den. Spørsmål? Ring oss på {{ telephone }} ({{ hours }}). Hilsen {{ collector }}
`;
