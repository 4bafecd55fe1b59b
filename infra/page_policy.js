function handler(event) {
  var headers = event.response.headers;
  var kept = headers["x-amz-meta-csp"];
  // "Not modified" may come without what the page is kept with: the browser goes on with the policy that it has.
  if (kept || event.response.statusCode !== 304) {
    headers["content-security-policy"] = { value: kept ? kept.value : "default-src 'none'; frame-ancestors 'none'" };
  }
  delete headers["x-amz-meta-csp"];
  return event.response;
}
