/** Money has arrived, and how it was used: inkassoloven 2026 § 16. */
export const paymentReceipt = `--- subject
Takk, vi har fått betalingen din, sak {{ case }}
--- letter
{% include 'nb/hello' %}

Takk! {{ receipt.paid }} kom {{ receipt.amount }} fram til kravet fra {{ creditor }}. {% if receipt.isSettled %}Dermed er alt gjort opp.{% else %}Nedenfor ser du hva som gjenstår.{% endif %}

[[allocation]]

{% include 'nb/bye' %}
--- sms
Hei! Takk, vi har fått betalingen din i sak {{ case }}. Du finner kvitteringen i brevet eller e-posten fra oss. Hilsen {{ collector }}, {{ telephone }} ({{ hours }})
`;
