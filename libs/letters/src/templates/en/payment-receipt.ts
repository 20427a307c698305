/** Money has arrived, and how it was used. */
export const paymentReceipt = `--- subject
Thank you, we have received your payment, case {{ case }}
--- letter
{% include 'en/hello' %}

Thank you! On {{ receipt.paid }} we received {{ receipt.amount }} for the claim from {{ creditor }}. {% if receipt.isSettled %}With that, everything is settled.{% else %}Below you see what remains.{% endif %}

[[allocation]]

{% include 'en/bye' %}
--- sms
Hello! Thank you, we have received your payment in case {{ case }}. The receipt is in our letter or e-mail. Regards, {{ collector }}, {{ telephone }} ({{ hours }})
`;
