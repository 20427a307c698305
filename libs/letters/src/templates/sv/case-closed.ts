/** Nothing more is owed. */
export const caseClosed = `--- subject
Ärendet är avslutat: {{ case }}
--- letter
{% include 'sv/hello' %}

Ärendet om kravet från {{ creditor }} är avslutat. {{ say.nothingOwed }} Du behöver inte göra något.

Tack för att du hittade en lösning tillsammans med oss. Vi önskar dig allt gott.

{% include 'sv/bye' %}
--- sms
Hej! Ärende {{ case }} är avslutat, och du är inte skyldig något mer. Du behöver inte göra något. Allt gott från {{ collector }}, {{ telephone }} ({{ hours }})
`;
