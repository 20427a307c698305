/** A word before an instalment falls due. */
export const instalmentReminder = `--- subject
Instalment {{ instalment.number }} of {{ instalment.of }} is due on {{ instalment.due }}
--- letter
{% include 'en/hello' %}

Instalment {{ instalment.number }} of {{ instalment.of }} to {{ creditor }} is due on {{ instalment.due }}. We remind you now, so that you need not keep it in mind yourself. You are on your way. {{ say.remains }}

[[summary]]

# Will it be hard this time?

Call us before the due day. {{ say.talkToUs }}

{% include 'en/bye' %}
--- sms
Hello! A reminder of instalment {{ instalment.number }} of {{ instalment.of }}, due on {{ instalment.due }} (case {{ case }}). Will it be hard this time? Call us on {{ telephone }} ({{ hours }}). Regards, {{ collector }}
`;
