/** Money has arrived, and how it was used. */
export const paymentReceipt = `--- subject
Tack, vi har fått din betalning, ärende {{ case }}
--- letter
{% include 'sv/hello' %}

Tack! {{ receipt.paid }} kom {{ receipt.amount }} fram till kravet från {{ creditor }}. {% if receipt.isSettled %}Därmed är allt betalt.{% else %}Nedan ser du vad som återstår.{% endif %}

[[allocation]]

{% include 'sv/bye' %}
--- sms
Hej! Tack, vi har fått din betalning i ärende {{ case }}. Kvittot finns i brevet eller mejlet från oss. Hälsningar {{ collector }}, {{ telephone }} ({{ hours }})
`;
