// Draws the OpenAPI document with the vendored Swagger UI. Without scripts the page links to what it would show.
const place = document.getElementById("api-docs");

if (place && window.SwaggerUIBundle) {
  window.SwaggerUIBundle({
    url: place.dataset.document,
    domNode: place,
    docExpansion: "list",
    defaultModelsExpandDepth: 0,
    validatorUrl: null, // would ask another host
    persistAuthorization: false, // a token stays in the open page and nowhere else
    presets: [window.SwaggerUIBundle.presets.apis],
  });
}
