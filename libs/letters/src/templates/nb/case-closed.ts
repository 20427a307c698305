/** Nothing more is owed. */
export const caseClosed = `--- subject
Saken er avsluttet: {{ case }}
--- letter
{% include 'nb/hello' %}

Saken om kravet fra {{ creditor }} er avsluttet. {{ say.nothingOwed }} Du trenger ikke å gjøre noe.

Takk for at du fant en løsning sammen med oss. Vi ønsker deg alt godt.

{% include 'nb/bye' %}
--- sms
Hei! Sak {{ case }} er avsluttet, og du skylder ikke mer. Du trenger ikke å gjøre noe. Alt godt fra {{ collector }}, {{ telephone }} ({{ hours }})
`;
