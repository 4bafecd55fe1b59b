function handler(event) {
  var headers = event.response.headers;
  var kept = headers["x-amz-meta-csp"];
  headers["content-security-policy"] = { value: kept ? kept.value : "default-src 'none'; frame-ancestors 'none'" };
  delete headers["x-amz-meta-csp"];
  return event.response;
}
