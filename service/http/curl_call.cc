// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/http/curl_call.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <climits>
#include <cstdint>
#include <span>
#include <stop_token>
#include <string_view>
#include <utility>

#include "headwater/report.h"
#include "headwater/secret.h"
#include "service/http/late_curl.h"
#include "service/http/text.h"

namespace headwater::http {
namespace {

constexpr std::chrono::milliseconds kConnectTimeout{10'000};
/// All header lines of an answer; GitLab sends some 3 kB.
constexpr size_t kMaxHeaderBytes = size_t{64} << 10U;
constexpr unsigned char kFirstPrintable = 0x20;

/// What arrives during a call.
struct Incoming {
  HttpReply reply;
  size_t max_body_bytes = 0;
  size_t header_bytes = 0;
  bool was_sent = false;
  bool is_too_large = false;
};

size_t OnBody(char* bytes, size_t, size_t size, void* user) {
  auto& incoming = *static_cast<Incoming*>(user);
  incoming.is_too_large = size > incoming.max_body_bytes - incoming.reply.body.size();
  if (incoming.is_too_large) return 0;  // ends the call
  incoming.reply.body.append(bytes, size);
  return size;
}

size_t OnHeader(char* bytes, size_t, size_t size, void* user) {
  auto& incoming = *static_cast<Incoming*>(user);
  incoming.header_bytes += size;
  incoming.is_too_large = incoming.header_bytes > kMaxHeaderBytes;
  if (incoming.is_too_large) return 0;
  const std::string_view line(bytes, size);
  // An answer may be preceded by interim ones ("100 Continue"), whose headers mean nothing.
  if (line.starts_with("HTTP/")) incoming.reply.headers.clear();
  const size_t colon = line.find(':');
  if (colon == std::string_view::npos || !IsToken(line.substr(0, colon))) return size;
  const std::string_view value = line.substr(colon + 1, line.find_last_not_of("\r\n") - colon);
  incoming.reply.headers.push_back({std::string(line.substr(0, colon)), std::string(Trim(value))});
  return size;
}

/// Called when the connection stands, TLS and proxy included, and before a byte of the request.
int OnConnected(void* user, char*, char*, int, int) {
  static_cast<Incoming*>(user)->was_sent = true;
  return CURL_PREREQFUNC_OK;
}

/// Called about once a second, and when something arrives. Anything but 0 breaks the call off.
int OnProgress(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<const std::stop_token*>(user)->stop_requested() ? 1 : 0;
}

/// Sets options until one cannot be set: a call is made with all of them or not at all.
class Setter {
 public:
  explicit Setter(const EasyHandle& handle) : handle_(handle.get()) {}
  template <typename Value>
  void Set(CURLoption option, Value value) {
    if (outcome_ == CURLE_OK) outcome_ = set_(handle_, option, value);
  }
  bool ok() const { return outcome_ == CURLE_OK; }

 private:
  CURL* handle_;
  decltype(&curl_easy_setopt) set_ = CurlSetOption();
  CURLcode outcome_ = CURLE_OK;
};

bool Append(HeaderList& list, const std::string& line) {
  curl_slist* longer = curl_slist_append(list.get(), line.c_str());
  if (longer == nullptr) return false;
  (void)list.release();
  list.reset(longer);
  return true;
}

bool CanBeSent(const HttpHeader& header) {
  return IsToken(header.name) && std::all_of(header.value.begin(), header.value.end(), [](char c) {
           return static_cast<unsigned char>(c) >= kFirstPrintable;
         });
}

Result<HeaderList> MakeHeaders(const HttpCall& call) {
  HeaderList list;
  // The library would wait a second for leave to send a body, and call it a form.
  bool appended = Append(list, "Expect:");
  if (!FindHeader(call.headers, "content-type")) appended &= Append(list, "Content-Type:");
  for (const HttpHeader& header : call.headers) {
    if (!CanBeSent(header)) return Error{Errc::kInvalid, "a header cannot be sent"};
    // The library's notation for a header without value, which it would leave out.
    std::string line = header.value.empty() ? header.name + ';' : header.name + ": " + header.value;
    appended &= Append(list, line);
    Wipe(line);
  }
  if (!appended) return Error{Errc::kInternal, "no memory for headers"};
  return list;
}

void SetSafety(Setter& setter, const ClientOptions& options, const std::string& bundle) {
  setter.Set(CURLOPT_PROTOCOLS_STR, "http,https");
  setter.Set(CURLOPT_FOLLOWLOCATION, 0L);
  setter.Set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  setter.Set(CURLOPT_NOSIGNAL, 1L);
  setter.Set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  setter.Set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  setter.Set(CURLOPT_SSL_VERIFYPEER, 1L);
  setter.Set(CURLOPT_SSL_VERIFYHOST, 2L);
  if (!bundle.empty()) {
    curl_blob blob{const_cast<char*>(bundle.data()), bundle.size(), CURL_BLOB_NOCOPY};
    setter.Set(CURLOPT_CAINFO_BLOB, &blob);
  }
  // Both are set even when empty: else the library asks the environment.
  setter.Set(CURLOPT_PROXY, options.proxy.c_str());
  setter.Set(CURLOPT_NOPROXY, options.no_proxy.c_str());
  // What a call says to the server is not said to the proxy before the tunnel stands.
  setter.Set(CURLOPT_HEADEROPT, static_cast<long>(CURLHEADER_SEPARATE));
  setter.Set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
}

long Milliseconds(std::chrono::milliseconds time) {
  // Zero would mean no limit.
  return static_cast<long>(std::clamp<int64_t>(time.count(), 1, INT_MAX));
}

void SetCall(Setter& setter, const HttpCall& call, const HeaderList& headers) {
  static const std::string kAgent = "Headwater/" + std::string(kEngineVersion.view());
  setter.Set(CURLOPT_URL, call.url.c_str());
  setter.Set(CURLOPT_PATH_AS_IS, 1L);
  setter.Set(CURLOPT_USERAGENT, kAgent.c_str());
  setter.Set(CURLOPT_HTTPHEADER, headers.get());
  setter.Set(CURLOPT_TIMEOUT_MS, Milliseconds(call.deadline));
  setter.Set(CURLOPT_CONNECTTIMEOUT_MS, Milliseconds(std::min(call.deadline, kConnectTimeout)));
  setter.Set(CURLOPT_MAXCONNECTS, 1L);
  const bool only_reads = call.method == "GET" || call.method == "HEAD";
  setter.Set(CURLOPT_FRESH_CONNECT, only_reads ? 0L : 1L);
  if (call.method == "HEAD") setter.Set(CURLOPT_NOBODY, 1L);
  if (!call.body.empty() || call.method == "POST" || call.method == "PUT") {
    setter.Set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(call.body.size()));
    setter.Set(CURLOPT_POSTFIELDS, call.body.c_str());
  }
  setter.Set(CURLOPT_CUSTOMREQUEST, call.method.c_str());
}

void SetCallbacks(Setter& setter, Incoming& incoming, std::stop_token& stop) {
  setter.Set(CURLOPT_XFERINFOFUNCTION, &OnProgress);
  setter.Set(CURLOPT_XFERINFODATA, &stop);
  setter.Set(CURLOPT_NOPROGRESS, 0L);
  setter.Set(CURLOPT_WRITEFUNCTION, &OnBody);
  setter.Set(CURLOPT_WRITEDATA, &incoming);
  setter.Set(CURLOPT_HEADERFUNCTION, &OnHeader);
  setter.Set(CURLOPT_HEADERDATA, &incoming);
  setter.Set(CURLOPT_PREREQFUNCTION, &OnConnected);
  setter.Set(CURLOPT_PREREQDATA, &incoming);
}

Errc CodeOf(CURLcode outcome, const HttpCall& call, const Incoming& incoming) {
  const bool only_asks = call.only_asks || call.method == "GET";
  if (incoming.is_too_large && only_asks) return Errc::kContent;
  if (incoming.was_sent) return Errc::kAmbiguous;
  switch (outcome) {
    case CURLE_PEER_FAILED_VERIFICATION:
      return Errc::kDenied;
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
      return Errc::kInvalid;
    case CURLE_SSL_CACERT_BADFILE:
      return Errc::kInternal;
    default:
      return Errc::kTransient;
  }
}

/// Before anything was sent the library's detail is about names, addresses and certificates, and
/// worth showing. Later it may quote the server's answer.
std::string Describe(CURLcode outcome, const Incoming& incoming, const std::string& detail) {
  if (incoming.is_too_large) return "the answer is larger than it may be";
  return incoming.was_sent || detail.empty() ? curl_easy_strerror(outcome) : detail;
}

}  // namespace

Result<HttpReply> Perform(const EasyHandle& handle, const HttpCall& call,
                          const ClientOptions& options, const std::string& bundle) {
  if (!IsToken(call.method)) return Error{Errc::kInvalid, "a call's method is no word"};
  const std::string shown = call.method + ' ' + TRY(CheckUrl(call.url));
  const HeaderList headers = TRY(MakeHeaders(call).Context(shown));
  Incoming incoming{.reply = {}, .max_body_bytes = call.max_body_bytes};
  std::array<char, CURL_ERROR_SIZE> detail{};
  Setter setter(handle);
  SetSafety(setter, options, bundle);
  SetCall(setter, call, headers);
  std::stop_token stop = options.stop;
  SetCallbacks(setter, incoming, stop);
  setter.Set(CURLOPT_ERRORBUFFER, detail.data());
  if (!setter.ok()) return Error{Errc::kInternal, shown + ": libcurl refuses an option"};

  const CURLcode outcome = curl_easy_perform(handle.get());
  if (outcome != CURLE_OK) {
    return Error{CodeOf(outcome, call, incoming),
                 shown + ": " + Describe(outcome, incoming, detail.data())};
  }
  long status = 0;
  (void)CurlGetInfo()(handle.get(), CURLINFO_RESPONSE_CODE, &status);
  incoming.reply.status = static_cast<int>(status);
  return std::move(incoming.reply);
}

}  // namespace headwater::http
