/** Inkassovarsel: inkassoloven 1988 § 9, 2026 § 20. */
export const collectionNotice = `--- subject
{{ title }}: faktura {{ invoice }} fra {{ creditor }}
--- letter
{% include 'nb/hello' %}

Dette er et inkassovarsel. Vi sender det på vegne av {{ creditor }}{% if originalCreditor %}; opprinnelig kreditor er {{ originalCreditor }}{% endif %}. Du har tid til {{ deadline }}, og vi vil gjerne hjelpe deg så det ikke går lenger.

[[summary]]

{{ say.crossedPayment }}

[[claims]]

[[amounts]]

# Hva skjer etter fristen?

{{ say.collectionFollows }} {{ say.furtherCosts }} {{ say.transferred }}

{% include 'nb/help' %}

{% include 'nb/object' %}

{% include 'nb/bye' %}
--- sms
Hei! Vi har sendt deg et viktig brev om en regning fra {{ creditorShort }} (sak {{ case }}). Åpne det gjerne i dag. Har du spørsmål eller trenger mer tid, ring oss på {{ telephone }} ({{ hours }}). Hilsen {{ collector }}
`;
