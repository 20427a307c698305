/** The objection has arrived and everything waits. */
export const objectionReceived = `--- subject
We have received your objection, case {{ case }}
--- letter
{% include 'en/hello' %}

Thank you for telling us. On {{ objection.received }} we received this from you about the claim from {{ creditor }}:

- {{ objection.about }}

{{ say.paused }} {{ say.answerBy }}

If you have more that can help us to understand, such as pictures, receipts or e-mails, please send it.

{% include 'en/bye' %}
--- sms
Hello! We have received your objection in case {{ case }}. The case is on hold while we look into it. Questions? Call us on {{ telephone }} ({{ hours }}). Regards, {{ collector }}
`;
