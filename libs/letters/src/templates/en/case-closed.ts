/** Nothing more is owed. */
export const caseClosed = `--- subject
The case is closed: {{ case }}
--- letter
{% include 'en/hello' %}

The case about the claim from {{ creditor }} is closed. {{ say.nothingOwed }} You need not do anything.

Thank you for finding a way together with us. We wish you all the best.

{% include 'en/bye' %}
--- sms
Hello! Case {{ case }} is closed, and you owe nothing more. You need not do anything. All the best from {{ collector }}, {{ telephone }} ({{ hours }})
`;
