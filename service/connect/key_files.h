// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <string>

#include "headwater/result.h"
#include "headwater/secret.h"

/// \file
/// Files with secrets: read where nobody else may, written so that nobody else can.

namespace headwater::connect {

/// A token that a person lends for one call: held in memory, never written, and overwritten when
/// this goes. kInvalid: it cannot be read, others than its owner may read it, or it holds no token.
Result<std::unique_ptr<SecretFile>> OpenLentToken(const std::string& path);

/// Whether there is something in it. False for a file that is absent or empty; kInvalid for one
/// that cannot be looked at.
Result<bool> HoldsSecret(const std::string& path);

/// Writes the file whole or not at all, durably. A file that is there keeps its owner and mode. A
/// new one is its owner's alone (0600); made by root in a folder of another group, as the package
/// makes /etc/headwater, it is root's, and that group reads it (0640). kInvalid: the folder or disk
/// does not take it.
Status WriteSecretFile(const std::string& path, const std::string& text);

/// The same for what is no secret (0644, or 0640 as above).
Status WriteTextFile(const std::string& path, const std::string& text);

/// Whether files can be made in the folder: asked before anything is made elsewhere that has to be
/// written down.
Status CheckFolder(const std::string& folder);

}  // namespace headwater::connect
