/** What became of the objection, with the reason. */
export const objectionAnswered = `--- subject
Our answer to your objection, case {{ case }}
--- letter
{% include 'en/hello' %}

On {{ objection.received }} we received this from you about the claim from {{ creditor }}:

- {{ objection.about }}

# {{ objection.result }}

{{ objection.explanation }}

{{ say.afterUpheld }}{{ say.afterPartlyUpheld }}{{ say.afterRejected }} {{ say.howToComplain }} {{ say.complaintsBoard }}

{% if objection.outcome == 'upheld' %}Thank you for taking the time to tell us.{% else %}{% include 'en/help' %}{% endif %}

{% include 'en/bye' %}
--- sms
Hello! We have answered your objection in case {{ case }}. The answer has been sent to you. If you would like to talk about it, call us on {{ telephone }} ({{ hours }}). Regards, {{ collector }}
`;
