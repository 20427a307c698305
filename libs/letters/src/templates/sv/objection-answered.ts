/** What became of the objection, with the reason. */
export const objectionAnswered = `--- subject
Svar på din invändning, ärende {{ case }}
--- letter
{% include 'sv/hello' %}

{{ objection.received }} fick vi det här från dig om kravet från {{ creditor }}:

- {{ objection.about }}

# {{ objection.result }}

{{ objection.explanation }}

{{ say.afterUpheld }}{{ say.afterPartlyUpheld }}{{ say.afterRejected }} {{ say.howToComplain }} {{ say.complaintsBoard }}

{% if objection.outcome == 'upheld' %}Tack för att du tog dig tid att säga till.{% else %}{% include 'sv/help' %}{% endif %}

{% include 'sv/bye' %}
--- sms
Hej! Vi har svarat på din invändning i ärende {{ case }}. Svaret är skickat till dig. Vill du prata om det, ring oss på {{ telephone }} ({{ hours }}). Hälsningar {{ collector }}
`;
