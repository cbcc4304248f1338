// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <stop_token>
#include <string>

#include "headwater/http.h"
#include "headwater/result.h"

namespace headwater::http {

/// What holds for every call. Nothing is taken from the environment.
struct ClientOptions {
  /// PEM file of certificates that are trusted beside the system's; empty for none.
  std::string ca_file;
  /// "http://proxy.example.org:3128", for every call that `no_proxy` does not except; empty for
  /// none. As HTTPS_PROXY is commonly written.
  std::string proxy;
  /// As NO_PROXY is commonly written: hosts and domains, comma-separated; "*" for all.
  std::string no_proxy;
  /// When it is requested, calls that are under way are broken off within a second or so.
  std::stop_token stop{};
};

/// The HttpClient on libcurl. HTTP/1.1 only; TLS 1.2 or newer, always verified. No redirect, no
/// cookie, no password file, no compression. Connections are kept for calls that only read: a call
/// that may change something gets one of its own, because libcurl silently sends a request again
/// when a kept connection turns out to be dead, and the first may have had its effect
/// (https://curl.se/libcurl/c/CURLOPT_FRESH_CONNECT.html).
///
/// kInvalid when `ca_file` cannot be read or holds no certificate, or the proxy is no http(s) URL.
Result<std::unique_ptr<HttpClient>> MakeClient(const ClientOptions& options);

}  // namespace headwater::http
