// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headwater/result.h"

/// \file
/// HTTP as values: what hooks, pages and the forge's client share instead of a library.

namespace headwater {

struct HttpHeader {
  std::string name;  ///< As received; compared without regard to ASCII case.
  std::string value;
};

using HttpHeaders = std::vector<HttpHeader>;

/// The value of the first header of that name.
std::optional<std::string_view> FindHeader(const HttpHeaders& headers, std::string_view name);

/// A request the strict reader accepted (service/http/request_reader.h): one path that starts with
/// '/', no empty or doubled header that matters, a body as long as announced.
struct HttpRequest {
  std::string method;  ///< GET, HEAD or POST.
  std::string path;    ///< As sent, percent-encoding kept, without the query.
  std::string query;   ///< Without '?'; empty when absent.
  HttpHeaders headers;
  std::string body;
  std::string peer;  ///< Numeric address of the sender, from the socket or the trusted proxy.
};

struct HttpResponse {
  int status = 200;
  std::string content_type = "text/plain; charset=utf-8";
  std::string body;
  HttpHeaders headers;  ///< Beyond Content-Type, Content-Length, Date and Connection.
  /// The request proved who sent it: its source is no stranger any more to the listener's caps.
  bool authenticated = false;
};

/// Answers requests of one listener. Called from several threads at once.
class HttpHandler {
 public:
  virtual ~HttpHandler() = default;
  /// Asked when the head is complete and before a byte of the body is read: an answer ends the
  /// request and closes the connection. `head.body` is empty. Runs on the one thread that does the
  /// listener's I/O, so it neither waits nor computes for long.
  virtual std::optional<HttpResponse> Screen(const HttpRequest& head) = 0;
  virtual HttpResponse Handle(const HttpRequest& request) = 0;
};

/// A call of ours to somebody else's server.
struct HttpCall {
  std::string method = "GET";
  std::string url;  ///< Absolute, http or https, its parts encoded by EncodeUrlComponent.
  HttpHeaders headers;
  std::string body;
  /// From the first byte to the last, name look-up and connecting included.
  std::chrono::milliseconds deadline{30'000};
  size_t max_body_bytes = size_t{16} << 20U;
  /// It only asks, whatever its method: an answer beyond the bound is kContent, as for GET, and not
  /// kAmbiguous.
  bool only_asks = false;
};

struct HttpReply {
  int status = 0;
  HttpHeaders headers;
  std::string body;
};

/// One part of a path or query: RFC 3986 section 2.3 "unreserved" stays, every other byte becomes
/// %XX, '/' included.
std::string EncodeUrlComponent(std::string_view bytes);

using FormFields = std::vector<std::pair<std::string, std::string>>;

/// "a=1&b=2": both sides encoded by EncodeUrlComponent, so it serves as a query and as a body of
/// application/x-www-form-urlencoded (a space is %20, which every reader of either takes).
std::string FormEncode(const FormFields& fields);

/// Thread-safe. Follows no redirect: a 3xx is a reply like another, and no header ever reaches a
/// server that the call did not name.
class HttpClient {
 public:
  virtual ~HttpClient() = default;
  /// kTransient: the request was not sent (no connection); kAmbiguous: it was, and no whole answer
  /// came (time-out, cut connection, a body beyond the bound); kContent: the answer to a GET is
  /// beyond the bound; kDenied: the server's certificate is not trusted; kInvalid: the URL cannot
  /// be called. Any HTTP status is a reply.
  virtual Result<HttpReply> Call(const HttpCall& call) = 0;
};

}  // namespace headwater
