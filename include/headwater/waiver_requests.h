// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

#include "headwater/ids.h"
#include "headwater/waiver.h"

/// \file
/// What `headwater waivers` asks for, as values: filled in by service/cli, carried out by
/// service/jobs.

namespace headwater {

enum class RegisterFormat { kText, kJson, kCsv };

/// `headwater waivers list` and `export`.
struct WaiverListRequest {
  std::optional<ProjectId> project;  ///< None: of the whole platform.
  bool all = false;                  ///< Those that have ended or were revoked, too.
  RegisterFormat format = RegisterFormat::kText;
};

/// `headwater waivers give`.
struct WaiverGiveRequest {
  ProjectId project;
  WaiverScope scope;
  std::string reason;
  std::string text;
  std::chrono::sys_days until{};
};

/// `headwater waivers revoke`.
struct WaiverRevokeRequest {
  uint64_t number = 0;
};

/// `headwater waivers confirm`.
struct WaiverConfirmRequest {
  ProjectId project;
  std::string file;  ///< The project's policy file as it is, or is to be, on the target branch.
};

struct WaiverRequest {
  std::string folder = "/var/lib/headwater";  ///< `store.folder` of the service.
  std::variant<WaiverListRequest, WaiverGiveRequest, WaiverRevokeRequest, WaiverConfirmRequest>
      asked;

  bool OnlyReads() const { return std::holds_alternative<WaiverListRequest>(asked); }
};

}  // namespace headwater
