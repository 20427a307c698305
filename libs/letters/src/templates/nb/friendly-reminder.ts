/** A kind first reminder, free of charge. */
export const friendlyReminder = `--- subject
En vennlig påminnelse om faktura {{ invoice }} fra {{ creditor }}
--- letter
{% include 'nb/hello' %}

Det er lett å glemme en regning, og det kan skje hvem som helst. Vi skriver på vegne av {{ creditor }} for å minne om {% if invoices == 1 %}én faktura som vi ikke kan se er betalt{% else %}{{ invoices }} fakturaer som vi ikke kan se er betalt{% endif %}. {{ say.freeOfCharge }}

[[summary]]

{{ say.crossedPayment }}

[[claims]]{% if hasAdditions or hasInterest %}

[[amounts]]{% endif %}

{% include 'nb/help' %}

Er det noe du lurer på, eller noe du mener er feil? Si fra, så finner vi ut av det sammen.

{% include 'nb/bye' %}
--- sms
Hei! En vennlig påminnelse fra {{ creditorShort }}: vi kan ikke se at faktura {{ invoice }} er betalt. Det koster ingenting å få denne meldingen. Trenger du mer tid, ring oss på {{ telephone }} ({{ hours }}). Hilsen {{ collector }}
`;
