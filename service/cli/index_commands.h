// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <CLI/CLI.hpp>
#include <optional>

#include "headwater/fork_requests.h"

namespace headwater::cli {

/// `headwater index` and its commands. Outlives the parsing.
class IndexCommands {
 public:
  explicit IndexCommands(CLI::App& app);

  /// After the parsing: what was asked for, if it was one of these.
  std::optional<IndexRequest> Asked() const;
  /// Likewise: whether it was `work`, the service's child process, which people need not know of.
  bool IsWork() const { return work_->parsed(); }

 private:
  void AddFilling(CLI::App& index);
  void AddAsking(CLI::App& index);

  /// Says that the command was the one that was given.
  template <typename Request>
  void Take(CLI::App& command, const Request& request);

  IndexPlace place_;
  IndexAddRequest add_;
  IndexUpdateRequest update_;
  IndexRemoveRequest remove_;
  IndexListRequest list_;
  IndexStatusRequest status_;
  IndexQueryRequest query_;
  IndexSimilarRequest similar_;
  IndexGraphRequest graph_;
  std::optional<IndexRequest> asked_;
  CLI::App* work_ = nullptr;  ///< Of the app that was given.
};

}  // namespace headwater::cli
