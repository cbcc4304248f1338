// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <CLI/CLI.hpp>
#include <optional>

#include "headwater/report_requests.h"

namespace headwater::cli {

/// `headwater policy ratchet`. Lives as long as the parser.
class RatchetCommands {
 public:
  /// Below `policy`, the command of that name.
  explicit RatchetCommands(CLI::App& policy);
  RatchetCommands(const RatchetCommands&) = delete;
  RatchetCommands& operator=(const RatchetCommands&) = delete;

  /// None: another command was called.
  const std::optional<RatchetRequest>& Asked() const { return asked_; }

 private:
  void AddList(CLI::App& ratchet);
  void AddReset(CLI::App& ratchet);

  std::string folder_ = kDefaultStoreFolder;
  RatchetListRequest list_;
  RatchetResetRequest reset_;
  std::optional<RatchetRequest> asked_;
};

}  // namespace headwater::cli
