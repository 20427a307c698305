/** Inkassovarsel: inkassoloven 1988 § 9, 2026 § 20 (Norway only). */
export const collectionNotice = `--- subject
{{ title }}: invoice {{ invoice }} from {{ creditor }}
--- letter
{% include 'en/hello' %}

This is a notice of debt collection (inkassovarsel). We send it on behalf of {{ creditor }}{% if originalCreditor %}; the original creditor is {{ originalCreditor }}{% endif %}. You have until {{ deadline }}, and we would like to help you so that it goes no further.

[[summary]]

{{ say.crossedPayment }}

[[claims]]

[[amounts]]

# What happens after that day?

{{ say.collectionFollows }} {{ say.furtherCosts }} {{ say.transferred }}

{% include 'en/help' %}

{% include 'en/object' %}

{% include 'en/bye' %}
--- sms
Hello! We have sent you an important letter about a bill from {{ creditorShort }} (case {{ case }}). Please open it today. If you have questions or need more time, call us on {{ telephone }} ({{ hours }}). Regards, {{ collector }}
`;
