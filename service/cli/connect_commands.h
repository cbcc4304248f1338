// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <variant>

#include "headwater/connect_requests.h"

namespace headwater::cli {

using FirstEveningRequest =
    std::variant<ConnectRequest, DoctorRequest, DisconnectRequest, PreviewRequest>;

/// `headwater connect`, `doctor`, `disconnect` and `preview`. Lives as long as the parser.
class ConnectCommands {
 public:
  explicit ConnectCommands(CLI::App& app);
  ConnectCommands(const ConnectCommands&) = delete;
  ConnectCommands& operator=(const ConnectCommands&) = delete;

  /// None: another command was called.
  const std::optional<FirstEveningRequest>& Asked() const { return asked_; }

 private:
  void AddConnect(CLI::App& app);
  void AddDoctor(CLI::App& app);
  void AddDisconnect(CLI::App& app);
  void AddPreview(CLI::App& app);

  ConnectRequest connect_;
  DoctorRequest doctor_;
  DisconnectRequest disconnect_;
  PreviewRequest preview_;
  std::optional<FirstEveningRequest> asked_;
};

}  // namespace headwater::cli
