/** Inkassovarsel: inkassoloven 1988 § 9, 2026 § 20 (Norway only). */
export const collectionNotice = `--- subject
{{ title }}: faktura {{ invoice }} från {{ creditor }}
--- letter
{% include 'sv/hello' %}

Det här är ett inkassovarsel, en varning om inkasso enligt norsk lag. Vi skickar det på uppdrag av {{ creditor }}{% if originalCreditor %}; ursprunglig borgenär är {{ originalCreditor }}{% endif %}. Du har tid till {{ deadline }}, och vi vill gärna hjälpa dig så att det inte går längre.

[[summary]]

{{ say.crossedPayment }}

[[claims]]

[[amounts]]

# Vad händer efter sista dagen?

{{ say.collectionFollows }} {{ say.furtherCosts }} {{ say.transferred }}

{% include 'sv/help' %}

{% include 'sv/object' %}

{% include 'sv/bye' %}
--- sms
Hej! Vi har skickat ett viktigt brev om en räkning från {{ creditorShort }} (ärende {{ case }}). Öppna det gärna i dag. Har du frågor eller behöver mer tid, ring oss på {{ telephone }} ({{ hours }}). Hälsningar {{ collector }}
`;
