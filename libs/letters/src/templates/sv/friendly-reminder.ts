/** A kind first reminder, free of charge. */
export const friendlyReminder = `--- subject
En vänlig påminnelse om faktura {{ invoice }} från {{ creditor }}
--- letter
{% include 'sv/hello' %}

Det är lätt att glömma en räkning, och det kan hända vem som helst. Vi skriver på uppdrag av {{ creditor }} för att påminna om {% if invoices == 1 %}en faktura som vi inte kan se är betald{% else %}{{ invoices }} fakturor som vi inte kan se är betalda{% endif %}. {{ say.freeOfCharge }}

[[summary]]

{{ say.crossedPayment }}

[[claims]]{% if hasAdditions or hasInterest %}

[[amounts]]{% endif %}

{% include 'sv/help' %}

Är det något du undrar över, eller något som du tycker är fel? Säg till, så reder vi ut det tillsammans.

{% include 'sv/bye' %}
--- sms
Hej! En vänlig påminnelse från {{ creditorShort }}: vi kan inte se att faktura {{ invoice }} är betald. Det här meddelandet kostar dig ingenting. Behöver du mer tid? Ring oss på {{ telephone }} ({{ hours }}). Hälsningar {{ collector }}
`;
