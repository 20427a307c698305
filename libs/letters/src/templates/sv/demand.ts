/** Inkassokrav (inkassolagen 5 §) och betalingsoppfordring (inkassoloven 1988 § 10, 2026 § 21). */
export const demand = `--- subject
{{ title }}: ärende {{ case }}, {{ creditor }}
--- letter
{% include 'sv/hello' %}

{{ creditor }} har bett oss om hjälp att få betalt för ett krav som förföll för en tid sedan.{% if originalCreditor %} Ursprunglig borgenär är {{ originalCreditor }}.{% endif %} Betala senast {{ deadline }}, eller hör av dig till oss dessförinnan om det inte går.

[[summary]]

{{ say.crossedPayment }}

{{ say.transferred }}

[[claims]]

[[amounts]]

{% include 'sv/interest' %}

{% include 'sv/help' %}

{% include 'sv/object' %}

# Vad händer om vi inte hör av dig?

{{ say.legalConsequence }} {{ say.furtherCosts }} Det vill vi helst undvika tillsammans med dig.

{% include 'sv/bye' %}
--- sms
Hej! Vi har skickat ett viktigt brev som gäller {{ creditorShort }} (ärende {{ case }}). Öppna det gärna i dag. Vill du prata med en människa om det? Ring {{ telephone }} ({{ hours }}). Hälsningar {{ collector }}
`;
