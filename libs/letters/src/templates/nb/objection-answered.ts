/** What became of the objection, with the reason. */
export const objectionAnswered = `--- subject
Svar på innsigelsen din, sak {{ case }}
--- letter
{% include 'nb/hello' %}

{{ objection.received }} fikk vi dette fra deg om kravet fra {{ creditor }}:

- {{ objection.about }}

# {{ objection.result }}

{{ objection.explanation }}

{{ say.afterUpheld }}{{ say.afterPartlyUpheld }}{{ say.afterRejected }} {{ say.howToComplain }} {{ say.complaintsBoard }}

{% if objection.outcome == 'upheld' %}Takk for at du tok deg tid til å si fra.{% else %}{% include 'nb/help' %}{% endif %}

{% include 'nb/bye' %}
--- sms
Hei! Vi har svart på innsigelsen din i sak {{ case }}. Svaret er sendt til deg. Vil du snakke om det, ring oss på {{ telephone }} ({{ hours }}). Hilsen {{ collector }}
`;
