// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <CLI/CLI.hpp>
#include <optional>

#include "headwater/waiver_requests.h"

namespace headwater::cli {

/// `headwater waivers` and its commands. Outlives the parsing.
class WaiverCommands {
 public:
  explicit WaiverCommands(CLI::App& app);

  /// After the parsing: what was asked for, if it was one of these.
  std::optional<WaiverRequest> Asked() const;

 private:
  CLI::App* Add(CLI::App& waivers, const char* name, const char* doc);
  void AddList(CLI::App& waivers);
  void AddExport(CLI::App& waivers);
  void AddGive(CLI::App& waivers);
  void AddRevoke(CLI::App& waivers);
  void AddConfirm(CLI::App& waivers);

  std::string folder_ = WaiverRequest().folder;
  WaiverListRequest list_;
  WaiverListRequest export_;
  WaiverGiveRequest give_;
  WaiverRevokeRequest revoke_;
  WaiverConfirmRequest confirm_;
  std::optional<WaiverRequest> asked_;
};

}  // namespace headwater::cli
