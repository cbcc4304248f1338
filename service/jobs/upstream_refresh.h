// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <istream>
#include <stop_token>
#include <string>
#include <string_view>

#include "headwater/check.h"
#include "headwater/result.h"
#include "headwater/url.h"
#include "service/http/public_address.h"

/// \file
/// Bringing one copy and its index up to date, in a process of its own: it reads what strangers
/// send, and has no token and no file of the service but the copies.

namespace headwater::jobs {

/// What the child is told, on its standard input.
struct RefreshRequest {
  std::string root;  ///< Of git::UpstreamMirrors. Absolute, without line ends.
  SafeUrl url;
  http::Networks networks = http::Networks::kPublic;  ///< UpstreamRoute.
  std::string proxy{};                                ///< UpstreamRoute.
  std::string ca_bundle{};                            ///< PEM file of all trusted authorities.
  bool allow_http = false;
  uint64_t max_bytes = 0;  ///< Of the copy.
  std::chrono::milliseconds clone_deadline{0};
  std::chrono::milliseconds fetch_deadline{0};
  std::chrono::sys_seconds now;  ///< What is fetched now is as of this.
};

std::string RenderRefreshRequest(const RefreshRequest& request);
/// kInvalid when it is none of ours.
Result<RefreshRequest> ReadRefreshRequest(std::string_view text);

/// Fetches and indexes; the state file then says what there is. A copy that is not what it was is
/// frozen, which is no error. Errors as git::UpstreamMirrors::Refresh and UpdateUpstreamIndex.
///
/// Without a proxy the host is resolved first, once: kDenied when it leads where nobody may be
/// sent. Here, and not in the service, because no resolver can be called off.
Status RefreshCopy(const RefreshRequest& request, const std::stop_token& stop,
                   const http::Resolver& resolve = http::ResolveHost);

/// `headwater upstream refresh`: reads a request, confines itself as far as git allows, and answers
/// with one line. SIGTERM ends it in good order.
CommandResult RefreshStream(std::istream& in);

/// Whoever brings a copy up to date: a child process, or a fake. Thread-safe.
class UpstreamRefresher {
 public:
  virtual ~UpstreamRefresher() = default;
  /// As RefreshCopy; the message of an error may quote foreign bytes.
  virtual Status Refresh(const RefreshRequest& request) = 0;
};

/// Starts the child and waits for it.
class RefreshChild final : public UpstreamRefresher {
 public:
  /// `program` is this binary. When `stop` is requested the child is ended, which is kTransient.
  RefreshChild(std::string program, std::stop_token stop);

  Status Refresh(const RefreshRequest& request) override;

 private:
  const std::string program_;
  const std::stop_token stop_;
};

}  // namespace headwater::jobs
