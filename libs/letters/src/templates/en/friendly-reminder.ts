/** A kind first reminder, free of charge. */
export const friendlyReminder = `--- subject
A friendly reminder of invoice {{ invoice }} from {{ creditor }}
--- letter
{% include 'en/hello' %}

It is easy to forget a bill, and it can happen to anyone. We write on behalf of {{ creditor }} to remind you of {% if invoices == 1 %}an invoice that we cannot see has been paid{% else %}{{ invoices }} invoices that we cannot see have been paid{% endif %}. {{ say.freeOfCharge }}

[[summary]]

{{ say.crossedPayment }}

[[claims]]{% if hasAdditions or hasInterest %}

[[amounts]]{% endif %}

{% include 'en/help' %}

Is there anything you wonder about, or anything that you think is wrong? Tell us, and we will sort it out together.

{% include 'en/bye' %}
--- sms
Hello! A friendly reminder from {{ creditorShort }}: we cannot see that invoice {{ invoice }} has been paid. This message costs you nothing. Do you need more time? Call us on {{ telephone }} ({{ hours }}). Regards, {{ collector }}
`;
