/** An instalment did not come: contact first, not default. */
export const instalmentLate = `--- subject
We miss instalment {{ instalment.number }}, case {{ case }}
--- letter
{% include 'en/hello' %}

Instalment {{ instalment.number }} of {{ instalment.of }} to {{ creditor }} has not arrived. Perhaps it was only forgotten, or perhaps something has changed. Your agreement still stands.

[[summary]]

If the plan no longer fits, we would rather make a new one together with you. Get in touch, and we will do it over the telephone. {{ say.ifLate }}

{% include 'en/help' %}

{% include 'en/bye' %}
--- sms
Hello! Instalment {{ instalment.number }} in case {{ case }} has not arrived. Your agreement still stands. If the plan no longer fits, call us on {{ telephone }} ({{ hours }}), and we will make a new one together. Regards, {{ collector }}
`;
