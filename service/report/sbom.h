// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <memory>
#include <ostream>

#include "headwater/sbom.h"
#include "headwater/untrusted.h"

/// \file
/// What is said of parts lists, on paper: each writer is told of one document after the other and
/// holds none of them. Whether the stream took everything is the stream's to say.

namespace headwater::report {

class SbomWriter {
 public:
  virtual ~SbomWriter() = default;

  virtual void Add(const Untrusted& file, const SbomAnswer& answer) = 0;
  virtual void End() = 0;
};

/// A line for each problem, as compilers write them, and one for each document.
std::unique_ptr<SbomWriter> WriteSbomText(Language language, std::ostream& out);

/// service/docs/sbom-json.md.
std::unique_ptr<SbomWriter> WriteSbomJson(Language language, std::ostream& out);

}  // namespace headwater::report
