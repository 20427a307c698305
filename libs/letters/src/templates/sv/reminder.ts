/** Betalningspåminnelse: lag (1981:739) 2 §. */
export const reminder = `--- subject
{{ title }}: faktura {{ invoice }} från {{ creditor }}
--- letter
{% include 'sv/hello' %}

Vi kan inte se att {{ creditor }} har fått betalt för det här ännu. Betala gärna senast {{ deadline }}, så är ärendet ur världen.

[[summary]]

{{ say.crossedPayment }}

[[claims]]

[[amounts]]

{% include 'sv/help' %}

# Håller du inte med?

{{ say.howToObject }}

{% include 'sv/bye' %}
--- sms
Hej! Vi har skickat en påminnelse om en räkning från {{ creditorShort }} (ärende {{ case }}). Har du frågor eller behöver mer tid, ring oss på {{ telephone }} ({{ hours }}). Hälsningar {{ collector }}
`;
