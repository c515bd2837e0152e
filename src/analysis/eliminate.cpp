#include "analysis/eliminate.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "analysis/eliminate.cpp"
#include <algorithm>
#include <cstddef>
#include <hwy/aligned_allocator.h>
#include <hwy/foreach_target.h>  // this file again for each instruction set
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace pin3::HWY_NAMESPACE {

namespace hn = hwy::HWY_NAMESPACE;

// One group of lanes. The space begins with the two rows in hand; behind them are the normalised rows of the
// ports above. All hold pairs of vectors, real and imaginary parts.
template <class Tag>
class Group {
    using Vector = hn::Vec<Tag>;

public:
    Group(const Reduction& reduction, std::size_t k)
        : reduction_(reduction),
          frequency_(k),
          matrix_(reduction.at(k).data()),
          ports_(reduction.ports()),
          rows_(reduction.rows()),
          columns_(reduction.columns()),
          singles_(reduction.series().singles),
          series_changes_(hwy::AllocateAligned<double>((ports_ - singles_ + 1) * 2 * lanes_)),
          space_(hwy::AllocateAligned<double>((2 * columns_ + kept_before(ports_)) * 2 * lanes_)) {}

    HWY_INLINE void solve(const double* changes, std::size_t stride, std::size_t unit, UnitAnswers& answers) {
        determinant_re_ = hn::Set(tag_, 1);
        determinant_im_ = hn::Zero(tag_);
        least_ = hn::Set(tag_, 1e300);
        join_series(changes + unit, stride);
        double* first = space_.get();
        double* second = first + columns_ * 2 * lanes_;
        std::size_t i = 0;
        for (; i + 2 <= rows_; i += 2) {
            start(i, changes + unit, stride, first);
            start(i + 1, changes + unit, stride, second);
            eliminate<2>(first, std::min(i, ports_));
            finish(i, first, unit, answers);
            if (i < ports_) take_out<1, 1>(second, i);
            finish(i + 1, second, unit, answers);
        }
        if (i < rows_) {
            start(i, changes + unit, stride, first);
            eliminate<1>(first, std::min(i, ports_));
            finish(i, first, unit, answers);
        }
        hn::StoreU(determinant_re_, tag_, answers.determinant.data() + unit);
        hn::StoreU(least_, tag_, answers.pivot.data() + unit);
    }

    std::size_t lanes() const { return lanes_; }

private:
    // Of a kept row only what lies right of its pivot is there: half the memory, so that it stays in the
    // first cache.
    std::size_t kept_before(std::size_t row) const { return row * columns_ - row * (row + 1) / 2; }

    // Where column 0 of a kept row would be.
    double* kept(std::size_t row) {
        return space_.get() + (2 * columns_ + kept_before(row) - row - 1) * 2 * lanes_;
    }

    // d = -t/(1 + t) of the ports of several elements, t the sum of shares times changes.
    HWY_INLINE void join_series(const double* changes, std::size_t stride) {
        std::size_t element = singles_;
        for (std::size_t port = singles_; port < ports_; ++port) {
            Vector re = hn::Zero(tag_), im = hn::Zero(tag_);
            for (std::size_t n = reduction_.series().elements[port].size(); n > 0; --n, ++element) {
                const Complex share = reduction_.share(frequency_, element);
                const Vector change = hn::LoadU(tag_, changes + element * stride);
                re = hn::MulAdd(hn::Set(tag_, share.real()), change, re);
                im = hn::MulAdd(hn::Set(tag_, share.imag()), change, im);
            }
            // -t/(1 + t) = 1/(1 + t) - 1, without the loss of digits: -t conj(1 + t)/|1 + t|^2
            const Vector one_re = hn::Add(hn::Set(tag_, 1), re);
            const Vector scale = hn::Div(hn::Set(tag_, -1), hn::MulAdd(one_re, one_re, hn::Mul(im, im)));
            double* to = series_changes_.get() + (port - singles_) * 2 * lanes_;
            hn::Store(hn::Mul(scale, hn::MulAdd(re, one_re, hn::Mul(im, im))), tag_, to);
            hn::Store(hn::Mul(scale, hn::Sub(hn::Mul(im, one_re), hn::Mul(re, im))), tag_, to + lanes_);
        }
    }

    // The row of | 1 + Z Y d, v0 | or | z Y d, h0 |.
    HWY_INLINE void start(std::size_t i, const double* changes, std::size_t stride, double* row) {
        const Complex* given = matrix_ + i * columns_;
        for (std::size_t j = 0; j < singles_; ++j) {
            const Vector change = hn::LoadU(tag_, changes + j * stride);
            hn::Store(hn::Mul(hn::Set(tag_, given[j].real()), change), tag_, row + 2 * j * lanes_);
            hn::Store(hn::Mul(hn::Set(tag_, given[j].imag()), change), tag_, row + (2 * j + 1) * lanes_);
        }
        for (std::size_t j = singles_; j < ports_; ++j) {
            const double* change = series_changes_.get() + (j - singles_) * 2 * lanes_;
            const Vector change_re = hn::Load(tag_, change), change_im = hn::Load(tag_, change + lanes_);
            const Vector re = hn::Set(tag_, given[j].real()), im = hn::Set(tag_, given[j].imag());
            hn::Store(hn::NegMulAdd(im, change_im, hn::Mul(re, change_re)), tag_, row + 2 * j * lanes_);
            hn::Store(hn::MulAdd(im, change_re, hn::Mul(re, change_im)), tag_, row + (2 * j + 1) * lanes_);
        }
        for (std::size_t j = ports_; j < columns_; ++j) {
            hn::Store(hn::Set(tag_, given[j].real()), tag_, row + 2 * j * lanes_);
            hn::Store(hn::Set(tag_, given[j].imag()), tag_, row + (2 * j + 1) * lanes_);
        }
        if (i >= ports_) return;
        double* diagonal = row + 2 * i * lanes_;
        hn::Store(hn::Add(hn::Load(tag_, diagonal), hn::Set(tag_, 1)), tag_, diagonal);
    }

    // The row of a port is kept; that of a probe has the answers.
    HWY_INLINE void finish(std::size_t i, const double* row, std::size_t unit, UnitAnswers& answers) {
        if (i < ports_) {
            const Vector re = hn::Load(tag_, row + 2 * i * lanes_);
            const Vector im = hn::Load(tag_, row + (2 * i + 1) * lanes_);
            const Vector square = hn::MulAdd(re, re, hn::Mul(im, im));
            least_ = hn::Min(least_, square);
            const Vector next = hn::NegMulAdd(determinant_im_, im, hn::Mul(determinant_re_, re));
            determinant_im_ = hn::MulAdd(determinant_re_, im, hn::Mul(determinant_im_, re));
            determinant_re_ = next;
            normalise(row, i, re, im, square);
            return;
        }
        for (std::size_t drive = 0; drive + ports_ < columns_; ++drive) {
            const std::size_t to = ((i - ports_) * answers.drives + drive) * answers.stride + unit;
            const double* from = row + 2 * (ports_ + drive) * lanes_;
            hn::StoreU(hn::Load(tag_, from), tag_, answers.re.data() + to);
            hn::StoreU(hn::Load(tag_, from + lanes_), tag_, answers.im.data() + to);
        }
    }

    // Takes the first `above` kept rows out of one row, or out of two that stand one behind the other; as
    // many at a time as there are registers for: each is read once for both.
    template <std::size_t rows>
    HWY_INLINE void eliminate(double* row, std::size_t above) {
        constexpr bool many_registers = HWY_TARGET <= HWY_AVX3 && HWY_ARCH_X86;
        std::size_t k = 0;
        if constexpr (many_registers) {
            for (; k + 4 <= above; k += 4) take_out<4, rows>(row, k);
            if (k + 3 == above) return take_out<3, rows>(row, k);
        }
        for (; k + 2 <= above; k += 2) take_out<2, rows>(row, k);
        if (k < above) take_out<1, rows>(row, k);
    }

    // Takes kept rows first … first + count - 1 out of the row, or out of both.
    template <std::size_t count, std::size_t rows>
    HWY_INLINE void take_out(double* row, std::size_t first) {
        Vector factor_re[rows][count], factor_im[rows][count];
        const std::size_t next_row = columns_ * 2 * lanes_;
        const double* from[count];
        for (std::size_t n = 0; n < count; ++n) {
            from[n] = kept(first + n);
            for (std::size_t r = 0; r < rows; ++r) {
                factor_re[r][n] = hn::Load(tag_, row + r * next_row + 2 * (first + n) * lanes_);
                factor_im[r][n] = hn::Load(tag_, row + r * next_row + (2 * (first + n) + 1) * lanes_);
            }
            for (std::size_t before = 0; before < n; ++before) {
                const Pair pair = read(from[before] + 2 * (first + n) * lanes_);
                for (std::size_t r = 0; r < rows; ++r)
                    subtract(factor_re[r][before], factor_im[r][before], pair, factor_re[r][n],
                             factor_im[r][n]);
            }
        }
        for (std::size_t j = 2 * (first + count) * lanes_; j < next_row; j += 2 * lanes_) {
            Vector re[rows], im[rows];
            for (std::size_t r = 0; r < rows; ++r) {
                re[r] = hn::Load(tag_, row + r * next_row + j);
                im[r] = hn::Load(tag_, row + r * next_row + j + lanes_);
            }
            for (std::size_t n = 0; n < count; ++n) {
                const Pair pair = read(from[n] + j);
                for (std::size_t r = 0; r < rows; ++r)
                    subtract(factor_re[r][n], factor_im[r][n], pair, re[r], im[r]);
            }
            for (std::size_t r = 0; r < rows; ++r) {
                hn::Store(re[r], tag_, row + r * next_row + j);
                hn::Store(im[r], tag_, row + r * next_row + j + lanes_);
            }
        }
    }

    struct Pair {
        Vector re, im;
    };

    HWY_INLINE Pair read(const double* from) const {
        return {in_register(hn::Load(tag_, from)), in_register(hn::Load(tag_, from + lanes_))};
    }

    // Read once: GCC would rather have both multiplications read it from memory, where there is one read for
    // each of them and no time left for it.
    static HWY_INLINE Vector in_register(Vector value) {
#if HWY_ARCH_X86 && HWY_COMPILER_GCC && HWY_TARGET != HWY_SCALAR && HWY_TARGET != HWY_EMU128
        asm("" : "+v"(value.raw));
#endif
        return value;
    }

    // value -= factor * pair
    static HWY_INLINE void subtract(Vector factor_re, Vector factor_im, const Pair& pair, Vector& re,
                                    Vector& im) {
        re = hn::NegMulAdd(factor_re, pair.re, re);
        im = hn::NegMulAdd(factor_re, pair.im, im);
        re = hn::MulAdd(factor_im, pair.im, re);
        im = hn::NegMulAdd(factor_im, pair.re, im);
    }

    // Keeps what lies right of the pivot, divided by it.
    HWY_INLINE void normalise(const double* row, std::size_t i, Vector pivot_re, Vector pivot_im,
                              Vector square) {
        const Vector inverse_re = hn::Div(pivot_re, square);
        const Vector inverse_im = hn::Neg(hn::Div(pivot_im, square));
        double* to = kept(i);
        for (std::size_t j = 2 * (i + 1) * lanes_; j < 2 * columns_ * lanes_; j += 2 * lanes_) {
            const Vector re = hn::Load(tag_, row + j), im = hn::Load(tag_, row + j + lanes_);
            hn::Store(hn::NegMulAdd(im, inverse_im, hn::Mul(re, inverse_re)), tag_, to + j);
            hn::Store(hn::MulAdd(im, inverse_re, hn::Mul(re, inverse_im)), tag_, to + j + lanes_);
        }
    }

    const Tag tag_{};
    const std::size_t lanes_ = hn::Lanes(tag_);
    const Reduction& reduction_;
    std::size_t frequency_;
    const Complex* matrix_;
    std::size_t ports_, rows_, columns_, singles_;
    hwy::AlignedFreeUniquePtr<double[]> series_changes_, space_;
    Vector determinant_re_{}, determinant_im_{}, least_{};
};

void solve(const Reduction& reduction, std::size_t k, const double* changes, std::size_t units,
           UnitAnswers& answers) {
    Group<hn::ScalableTag<double>> group(reduction, k);
    for (std::size_t unit = 0; unit < units; unit += group.lanes())
        group.solve(changes, answers.stride, unit, answers);
}

const char* name() {
    return hwy::TargetName(HWY_TARGET);
}

}  // namespace pin3::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE

#include <Eigen/Dense>

#include <cmath>
#include <limits>

namespace pin3 {
namespace {

HWY_EXPORT(solve);
HWY_EXPORT(name);

constexpr double least_pivot = 1e-6;  // squared

// One unit again, with pivoting.
void solve_one(const Reduction& reduction, std::size_t k, std::span<const double> changes, std::size_t unit,
               UnitAnswers& answers) {
    const auto ports = static_cast<Eigen::Index>(reduction.ports());
    const auto rows = static_cast<Eigen::Index>(reduction.rows());
    const auto columns = static_cast<Eigen::Index>(reduction.columns());
    Eigen::MatrixXcd whole =
        Eigen::Map<const Eigen::Matrix<Complex, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>(
            reduction.at(k).data(), rows, columns);
    std::size_t element = 0;
    for (Eigen::Index j = 0; j < ports; ++j) {
        const std::size_t members = reduction.series().elements[static_cast<std::size_t>(j)].size();
        Complex sum = 0;
        for (std::size_t n = members; n > 0; --n, ++element)
            sum += (members == 1 ? Complex(1) : reduction.share(k, element)) *
                   changes[element * answers.stride + unit];
        whole.col(j) *= members == 1 ? sum : -sum / (1.0 + sum);
    }
    whole.topLeftCorner(ports, ports).diagonal().array() += 1;
    const Eigen::FullPivLU<Eigen::MatrixXcd> lu(whole.topLeftCorner(ports, ports));
    Eigen::MatrixXcd corner = whole.bottomRightCorner(rows - ports, columns - ports);
    if (lu.isInvertible())
        corner -= whole.bottomLeftCorner(rows - ports, ports) *
                  lu.solve(whole.topRightCorner(ports, columns - ports));
    else
        corner.setConstant(std::numeric_limits<double>::quiet_NaN());
    answers.determinant[unit] = lu.determinant().real();
    for (Eigen::Index i = 0; i < corner.rows(); ++i) {
        for (Eigen::Index j = 0; j < corner.cols(); ++j) {
            const std::size_t to =
                (static_cast<std::size_t>(i) * answers.drives + static_cast<std::size_t>(j)) *
                    answers.stride +
                unit;
            answers.re[to] = corner(i, j).real();
            answers.im[to] = corner(i, j).imag();
        }
    }
}

}  // namespace

void eliminate(const Reduction& reduction, std::size_t k, std::span<const double> changes, std::size_t units,
               UnitAnswers& answers) {
    HWY_DYNAMIC_DISPATCH(solve)(reduction, k, changes.data(), units, answers);
    for (std::size_t unit = 0; unit < units; ++unit)
        if (!(answers.pivot[unit] > least_pivot) || !std::isfinite(answers.re[unit]))
            solve_one(reduction, k, changes, unit, answers);
}

std::string instruction_set() {
    return HWY_DYNAMIC_DISPATCH(name)();
}

// Row i of the elimination takes out min(i, m) rows; row k of those has columns - k - 1 entries.
double multiply_adds(const Reduction& reduction) {
    double sum = 0;
    for (std::size_t i = 0; i < reduction.rows(); ++i)
        for (std::size_t k = 0; k < std::min(i, reduction.ports()); ++k)
            sum += static_cast<double>(reduction.columns() - k - 1);
    return sum;
}

}  // namespace pin3

#endif
