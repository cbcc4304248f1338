// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "headwater/guarded.h"
#include "tests/forge/http.h"
#include "tests/forge/json.h"

namespace headwater::forge_double {

/// What goes wrong with the next requests that match.
struct Fault {
  std::string method;  ///< Empty: any.
  std::string match;   ///< Part of the target; empty: any.
  int64_t count = 1;   ///< How many requests; negative: all.
  int64_t skip = 0;    ///< Matching requests to let pass before.
  std::string kind;    ///< latency, status, cut_before, cut_after or slow_body
  Millis delay = 0;    ///< latency: before the answer; slow_body: between two bytes.
  int status = 500;
  std::string limit;    ///< For 429: retry_after, reset, or none of these headers.
  int64_t seconds = 1;  ///< What those headers say.
  std::string body;     ///< Empty: GitLab's own for the status.
};

/// Thread-safe. Requests to the control calls are never touched.
class Faults {
 public:
  /// Nothing where `json` names no kind we know.
  static std::optional<Fault> Read(const Json& json);
  void Add(const Fault& fault);
  void Clear();
  Json Show();

  /// The faults that hit this request, each counted down.
  std::vector<Fault> Take(const Request& request);

 private:
  Guarded<std::vector<Fault>> faults_;
};

/// The answer of a fault of the kind "status".
Response FaultAnswer(const Fault& fault);

}  // namespace headwater::forge_double
