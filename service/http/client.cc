// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#include "service/http/client.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "headwater/guarded.h"
#include "headwater/report.h"
#include "service/http/ca_bundle.h"
#include "service/http/curl.h"
#include "service/http/curl_call.h"

namespace headwater::http {
namespace {

/// Idle handles that are kept, with one connection each or none.
constexpr size_t kMaxIdleHandles = 8;

class CurlClient final : public HttpClient {
 public:
  CurlClient(ClientOptions options, std::string bundle)
      : options_(std::move(options)), bundle_(std::move(bundle)) {}

  Result<HttpReply> Call(const HttpCall& call) override {
    EasyHandle handle = TakeHandle();
    if (!handle) return Error{Errc::kInternal, "libcurl has no memory"};
    Result<HttpReply> reply = Perform(handle, call, options_, bundle_);
    KeepHandle(std::move(handle));
    return reply;
  }

 private:
  EasyHandle TakeHandle() {
    EasyHandle kept = idle_.With([](std::vector<EasyHandle>& idle) {
      if (idle.empty()) return EasyHandle();
      EasyHandle last = std::move(idle.back());
      idle.pop_back();
      return last;
    });
    return kept ? std::move(kept) : EasyHandle(curl_easy_init());
  }

  void KeepHandle(EasyHandle handle) {
    // Clears what one call said, so that nothing of it reaches the next; connections stay.
    curl_easy_reset(handle.get());
    // A handle too many is given back here, so it closes its connection outside the lock.
    EasyHandle surplus = idle_.With([&](std::vector<EasyHandle>& idle) {
      if (idle.size() >= kMaxIdleHandles) return std::move(handle);
      idle.push_back(std::move(handle));
      return EasyHandle();
    });
  }

  ClientOptions options_;
  std::string bundle_;
  Guarded<std::vector<EasyHandle>> idle_;
};

}  // namespace

Result<std::unique_ptr<HttpClient>> MakeClient(const ClientOptions& options) {
  TRY(InitCurl());
  if (!options.proxy.empty()) TRY(CheckProxy(options.proxy));
  std::string bundle;
  if (!options.ca_file.empty()) bundle = TRY(BundleWith(options.ca_file));
  return std::unique_ptr<HttpClient>(std::make_unique<CurlClient>(options, std::move(bundle)));
}

}  // namespace headwater::http
