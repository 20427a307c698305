/** Purring, betalingspåminnelse. */
export const reminder = `--- subject
{{ title }}: faktura {{ invoice }} fra {{ creditor }}
--- letter
{% include 'nb/hello' %}

Vi kan ikke se at {{ creditor }} har fått betalt for dette ennå. Betal gjerne innen {{ deadline }}, så er saken ute av verden.

[[summary]]

{{ say.crossedPayment }}

[[claims]]

[[amounts]]

{% include 'nb/help' %}

# Er du uenig?

{{ say.howToObject }}

{% include 'nb/bye' %}
--- sms
Hei! Vi har sendt deg en påminnelse om en regning fra {{ creditorShort }} (sak {{ case }}). Har du spørsmål eller trenger mer tid, ring oss på {{ telephone }} ({{ hours }}). Hilsen {{ collector }}
`;
